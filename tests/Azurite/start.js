// Starts Azurite in this process, and ends it when the pipe to standard input closes: also when the tests that hold it are killed.
'use strict';

process.stdin.on('end', () => process.exit(0)).resume();
require('azurite/dist/src/azurite');
