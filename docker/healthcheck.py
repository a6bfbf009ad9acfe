"""Health check of the web container: is the site ready to answer?

The site refuses unknown host names, so the question is asked under its own name.
"""

import os
import sys
from http.client import HTTPConnection

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
connection = HTTPConnection("127.0.0.1", 8000, timeout=5)
connection.request("GET", "/gereed/", headers={"Host": host})
sys.exit(connection.getresponse().status != 200)
