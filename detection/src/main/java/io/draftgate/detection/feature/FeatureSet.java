package io.draftgate.detection.feature;

import java.util.List;

/** Several rooms read as one: their features side by side. Immutable, thread-safe. */
public final class FeatureSet implements FeatureRoom {

    private final List<FeatureRoom> rooms;
    private final List<String> names;

    public FeatureSet(List<FeatureRoom> rooms) {
        this.rooms = List.copyOf(rooms);
        this.names = rooms.stream().flatMap(room -> room.names().stream()).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("two features have one name: " + names);
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public double[] measure(Passage passage) {
        double[] row = new double[names.size()];
        int at = 0;
        for (FeatureRoom room : rooms) {
            double[] part = room.measure(passage);
            System.arraycopy(part, 0, row, at, part.length);
            at += part.length;
        }
        return row;
    }
}
