# The exporter alone, on a JRE, as a user without rights. Built from source: docker build -t kryonix-exporter .
FROM maven:3.9.11-eclipse-temurin-21 AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml .
# Maven reads the description of every module before it builds the few that it needs.
COPY dashboards/pom.xml dashboards/
COPY demo/pom.xml demo/
COPY bench/pom.xml bench/
COPY acceptance/pom.xml acceptance/
COPY configuration configuration
COPY servers servers
COPY collectors collectors
COPY exporter exporter
# docker build --build-arg REVISION=$(git rev-parse --short=12 HEAD) .
ARG REVISION=
RUN mvn --quiet --batch-mode --no-transfer-progress package -pl exporter -am "-Dkryonix.revision=$REVISION" \
        -DskipTests -Dspotless.check.skip=true -Dpostgres.binaries.skip=true

FROM eclipse-temurin:21.0.9_10-jre-jammy
# The same folders as in the repository: the launcher finds its jar by them.
WORKDIR /opt/kryonix
COPY bin/kryonix-exporter bin/
COPY --from=build /src/exporter/target/kryonix-exporter.jar exporter/target/
# The launcher's archive of loaded classes is made here, by a first start without servers: later nothing can be written.
ENV KRYONIX_CACHE=/opt/kryonix/cache
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kryonix \
    && { KRYONIX_POSTGRES_URL=postgresql://nobody@127.0.0.1:1/none KRYONIX_REDIS_URL=redis://127.0.0.1:1 \
        timeout 30 bin/kryonix-exporter serve --listen 127.0.0.1:9847 || true; } \
    && ls cache/java-*

USER 10001
EXPOSE 9847
# Without curl or wget, which this image need not have.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9847 && printf 'GET /-/healthy HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/kryonix/bin/kryonix-exporter"]
CMD ["serve"]
