"""Who gets which answer where: every address and operation, asked as every role in every situation."""
