/**
 * For tools that ask a schema registry, such as Kafka Connect, ksqlDB and web pages on topics: registers the schemas of the
 * catalogue by Confluent's REST interface, which Apicurio and Karapace speak, too, and writes and reads records in the wire format
 * that goes with it. The pipeline itself needs no registry. A client of a few requests stands here because the well-kept ones do
 * not fit: Confluent's is not on Maven Central, Apicurio's serde brings Vert.x, Netty and an older Kafka client.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire format</a>
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">REST interface</a>
 */
@NullMarked
package io.draftgate.registry;

import org.jspecify.annotations.NullMarked;
