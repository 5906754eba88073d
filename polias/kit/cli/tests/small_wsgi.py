"""What the web server runs in the tests of the command line."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
