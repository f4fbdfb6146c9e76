FROM --platform=$BUILDPLATFORM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS="$TARGETOS" GOARCH="$TARGETARCH" go build -trimpath -ldflags="-s -w" -o /out/seaworthy ./cmd/seaworthy

FROM gcr.io/distroless/static-debian12:nonroot
LABEL org.opencontainers.image.title="seaworthy" \
      org.opencontainers.image.description="Tells whether containers are fit to ship" \
      org.opencontainers.image.source="https://github.com/seaworthy-policy/seaworthy" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /out/seaworthy /usr/local/bin/seaworthy
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/seaworthy"]
CMD ["serve", "--listen", ":8080"]
