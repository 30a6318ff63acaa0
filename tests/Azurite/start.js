// Starts Azurite in this process, and ends it when the pipe to standard input closes: also when the tests that hold it
// are killed.
'use strict';

// Its collector looks for unused extents every ten minutes. In memory it sorts all of them anew for each one that goes,
// which is minutes without an answer after tests that wrote thousands. Nothing here lives long enough to need it.
const Day = 24 * 60 * 60 * 1000;
for (const service of ['blob', 'queue'])
  require(`azurite/dist/src/${service}/utils/constants`).DEFAULT_GC_INTERVAL_MS = Day;

process.stdin.on('end', () => process.exit(0)).resume();
require('azurite/dist/src/azurite');
