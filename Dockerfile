# Paddock in a container:
#
#   docker build -t paddock .
#   docker run --rm -p 127.0.0.1:4566:4566 -v paddock:/data \
#     -e PADDOCK_ROOT_ACCESS_KEY_ID=me -e PADDOCK_ROOT_SECRET_ACCESS_KEY="$(openssl rand -hex 20)" paddock
#
# A container must listen on all of its addresses, and there the default root key (test/test) is refused: hence the two variables. Clients
# use the same key. Where nobody else reaches the port, `paddock up --auth relaxed --expose-relaxed` takes any key instead.
# Every setting of `paddock up` has a variable: docker run --rm paddock help up

FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund \
 && npx tsc -b packages/server apps/ride \
 && node scripts/bundle.mjs \
 && node scripts/pages.mjs \
 && find packages/*/dist \( -name '*.test.*' -o -name '*.d.ts' -o -name '*.map' -o -name '*.tsbuildinfo' \) -delete \
 && rm -rf node_modules packages/*/src \
 && npm ci --omit=dev --workspace @paddock/server --no-audit --no-fund

FROM node:22-slim
ENV NODE_ENV=production PADDOCK_HOST=0.0.0.0 PADDOCK_DATA_DIR=/data
COPY --from=build /app/package.json /app/LICENSE* /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/packages /app/packages
RUN ln -s /app/packages/server/bin/paddock.js /usr/local/bin/paddock && mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4566
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PADDOCK_PORT || 4566}/_paddock/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/packages/server/bin/paddock.js"]
CMD ["up"]
