package io.draftgate.detection.model;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes the moments out of Tribuo's provenance, which would make every training give other bytes. */
final class Undated {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*");
    private static final String NO_MOMENT = "1970-01-01T00:00:00Z";

    private Undated() {}

    /** A copy in which every text that is a moment is the same one. */
    @SuppressWarnings("unchecked") // a builder of M builds an M
    static <M extends Message> M copy(M message) {
        Message.Builder copy = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            Object value = field.getValue();
            copy.setField(
                    field.getKey(),
                    value instanceof List<?> values
                            ? values.stream().map(Undated::value).toList()
                            : value(value));
        }
        return (M) copy.build();
    }

    private static Object value(Object value) {
        if (value instanceof Message message) {
            return copy(message);
        }
        return value instanceof String text && MOMENT.matcher(text).matches() ? NO_MOMENT : value;
    }
}
