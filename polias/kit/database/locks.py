"""The numbers of Polias' own advisory locks, in one place so that no two deeds take one for the other's."""

from enum import IntEnum, unique


@unique
class AdvisoryLock(IntEnum):
    """What holds each lock back while somebody has it."""

    MIGRATION = 507_011
    SEAL = 507_012
    SPOOL = 507_013
    FILES = 507_014
    EDITIONS = 507_015
