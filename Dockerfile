# The product's image (target `product`) and the object store's (target `object-store`), both from pinned sources.

FROM python:3.13.9-slim-bookworm AS ocr-models
RUN pip download --no-cache-dir --no-deps --dest /wheel rapidocr==3.10.0 \
 && python -m zipfile -e /wheel/*.whl /unpacked \
 && mkdir /models && mv /unpacked/rapidocr/models/PP-OCRv6_det_small.onnx /unpacked/rapidocr/models/PP-OCRv6_rec_small.onnx /models/

FROM node:24.21.0-bookworm-slim AS product
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY console/package.json console/
RUN npm ci --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY . .
COPY --from=ocr-models /models /models
RUN DATA_DIR=/tmp/build CACHE_DIR=/tmp/build/cache npm run build && rm -rf /tmp/build
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 OCR_MODELS_DIR=/models
USER node
EXPOSE 8787
CMD ["node", "api/main.ts"]

# Upstream publishes source alone, so the server is built here: the same version as the one `npm start` builds.
FROM golang:1.26.8-bookworm AS object-store-build
RUN CGO_ENABLED=0 GOBIN=/out go install -trimpath -ldflags "-s -w" github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c

FROM debian:12.12-slim AS object-store
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home minio && mkdir /objects && chown minio /objects
COPY --from=object-store-build /out/minio /usr/local/bin/minio
USER minio
VOLUME /objects
EXPOSE 9000
CMD ["minio", "server", "--quiet", "--address", ":9000", "/objects"]
