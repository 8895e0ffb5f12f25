@NullMarked
package io.draftgate.broker;

import org.jspecify.annotations.NullMarked;
