# The program and its Python packages; the same image runs the service and every worker.
# Build it with `docker compose build`; docker-compose.yml says how it runs.

FROM python:3.12.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/newsfold
ENV PATH=/opt/newsfold/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY services services
COPY workers workers
COPY ops ops
RUN pip install --no-build-isolation --no-deps .

FROM python:3.12.11-slim-bookworm
RUN groupadd --gid 10001 newsfold && \
    useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin newsfold
COPY --from=build /opt/newsfold /opt/newsfold
ENV PATH=/opt/newsfold/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /tmp
USER 10001:10001
CMD ["newsfold", "serve"]
