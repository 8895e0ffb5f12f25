/**
 * A log as plain files in the layout of C2SP tlog-tiles, so that anybody can serve it, mirror it and compute any proof from it.
 * Tiles are 8 levels high: 256 hashes of 32 bytes.
 *
 * @see <a href="https://c2sp.org/tlog-tiles">C2SP tlog-tiles</a>
 */
@NullMarked
package io.draftgate.audit.tile;

import org.jspecify.annotations.NullMarked;
