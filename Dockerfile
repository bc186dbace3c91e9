# syntax=docker/dockerfile:1

# Builds the bot without the demo, and ships it alone: no shell, no package manager, no root.
#
#   docker build -t satupintu .
#   docker run --env-file .env -v satupintu-data:/data satupintu

FROM rust:1.95-bookworm AS builder
WORKDIR /build
COPY . .
# The caches are the builder's, not the image's; hence the copy out of target within the same step.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --no-default-features -p satupintu \
    && install -D target/release/satupintu /out/satupintu \
    && mkdir /out/data

# glibc, CA certificates and a user; Debian 12 like the builder, so that glibc fits.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=builder /out/satupintu /usr/local/bin/satupintu
# A new volume takes over owner and mode of the folder it covers; 65532 is distroless' nonroot.
COPY --from=builder --chown=65532:65532 /out/data /data
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV DATABASE_URL=sqlite:/data/satupintu.db \
    SATUPINTU__HTTP__LISTEN=0.0.0.0:8080
EXPOSE 8080
# "Alive", not "ready": a standby waits for its turn and is healthy all the same.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["/usr/local/bin/satupintu", "health"]
ENTRYPOINT ["/usr/local/bin/satupintu"]
CMD ["run"]
