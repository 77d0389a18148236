import { describeCheck, file } from '../testing/describeCheck';
import { composeSchema } from './composeSchema';

describeCheck(composeSchema, {
  refuses: [
    {
      name: 'a key that no service has, with its line',
      files: [file('compose.yaml', 'services:\n  web:\n    image: x\n    prots: ["1:1"]\n')],
      finds: [{ severity: 'error', file: 'compose.yaml', line: 4, what: 'services.web must not have the key "prots"', mend: /docs\.docker\.com/ }],
    },
    {
      name: 'a value of a wrong type in an override',
      files: [file('deploy/docker-compose.prod.yml', 'services:\n  web:\n    image: [x]\n')],
      finds: [{ severity: 'error', file: 'deploy/docker-compose.prod.yml', line: 3, what: 'services.web.image must be string', mend: /template/ }],
    },
  ],
  passes: [
    {
      name: 'a valid file with merged keys, extensions and health checks',
      files: [
        file(
          'compose.yaml',
          'x-common: &common\n  restart: unless-stopped\nservices:\n  db:\n    <<: *common\n    image: postgres:17\n    healthcheck: { test: [CMD, pg_isready], interval: 5s }\n' +
            '  web:\n    <<: *common\n    build: .\n    environment: { DATABASE_URL: "${DATABASE_URL:?}" }\n    depends_on: { db: { condition: service_healthy } }\nvolumes:\n  data:\n',
        ),
      ],
    },
    { name: 'another file with services', files: [file('services.yaml', 'services: [x]\n')] },
  ],
});
