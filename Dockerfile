# Two images from one file: `app` (web, worker and management commands) and `nginx` (the collected
# static files and the settings of docker/nginx.conf), so that both are always of one version.

FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements/installer.txt requirements/base.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r installer.txt \
    && /opt/venv/bin/uv pip install --no-cache --python /opt/venv/bin/python \
        --compile-bytecode --require-hashes -r base.txt \
    && /opt/venv/bin/pip uninstall --yes uv pip


FROM python:3.11-slim-bookworm AS app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=academie.settings.production \
    DATA_DIR=/data \
    STATIC_ROOT=/app/collected
# The folders exist beforehand so that a fresh volume gets their owner.
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin academie \
    && install -d -o academie -g academie /data /data/media /data/index
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
# The key serves this one command; the running site gets its own from the environment.
RUN SECRET_KEY=only-for-collectstatic python manage.py collectstatic --noinput --verbosity 0
USER 10001
EXPOSE 8000
CMD ["gunicorn", "academie.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--forwarded-allow-ips=*", "--max-requests=5000", \
     "--max-requests-jitter=500", "--graceful-timeout=30"]


FROM nginx:1.28-bookworm AS nginx
COPY docker/nginx.conf /etc/nginx/nginx.conf
COPY --from=app /app/collected /srv/static
USER 101
EXPOSE 8080
