package io.draftgate.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {
    static List<Schema> current() {
        return CurrentSchemas.all();
    }

    @ParameterizedTest
    @MethodSource("current")
    void shouldReadWhatEveryReleaseWrote(Schema reader) {
        List<Schema> released = ReleasedSchemas.load().schemas().stream()
                .filter(schema -> schema.getFullName().equals(reader.getFullName()))
                .toList();

        assertFalse(released.isEmpty(), reader.getName() + " has no released version");
        for (Schema writer : released) {
            var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
            assertEquals(
                    SchemaCompatibilityType.COMPATIBLE,
                    compatibility.getType(),
                    () -> compatibility.getResult().getIncompatibilities().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("current")
    void shouldHaveReleasedWhatIsWrittenToday(Schema writer) {
        assertTrue(
                ReleasedSchemas.load().schemas().contains(writer),
                writer.getName() + " changed: release it with CurrentSchemas before it is written");
    }

    @Test
    void shouldFindARemovedDefaultIncompatible() {
        Schema writer = new SchemaParser()
                .parse("{'type':'record','name':'A','fields':[]}".replace('\'', '"'))
                .mainSchema();
        Schema reader = new SchemaParser()
                .parse("{'type':'record','name':'A','fields':[{'name':'n','type':'int'}]}".replace('\'', '"'))
                .mainSchema();

        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);

        assertEquals(SchemaCompatibilityType.INCOMPATIBLE, compatibility.getType());
    }
}
