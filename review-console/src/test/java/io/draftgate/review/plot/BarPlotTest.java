package io.draftgate.review.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BarPlotTest {
    @Test
    void shouldStackThePartsUpToTheirSum() {
        BarPlot plot = BarPlot.of("drafts", List.of("a", "b"), Map.of("monday", Map.of("a", 3L, "b", 7L)));

        BarPlot.Bar bar = plot.bars().get(0);
        assertEquals(10, bar.total());
        assertEquals("152.0", bar.boxes().get(0).y());
        assertEquals("60.0", bar.boxes().get(0).height());
        assertEquals("12.0", bar.boxes().get(1).y());
        assertEquals("140.0", bar.boxes().get(1).height());
        assertEquals(
                List.of("0", "2", "4", "6", "8", "10"),
                plot.ticks().stream().map(BarPlot.Tick::label).toList());
    }

    @Test
    void shouldDrawNothingWhereNothingIsCounted() {
        BarPlot plot = BarPlot.of("drafts", List.of("a"), Map.of("monday", Map.of()));

        assertTrue(plot.bars().get(0).boxes().isEmpty());
        assertEquals(2, plot.ticks().size());
    }

    @Test
    void shouldLabelNoMoreBarsThanCanBeRead() {
        Map<String, Map<String, Long>> bars = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            bars.put("bar" + i, Map.of("a", 1L));
        }

        long labelled = BarPlot.of("drafts", List.of("a"), bars).bars().stream()
                .filter(bar -> !bar.label().isEmpty())
                .count();

        assertEquals(7, labelled);
    }

    @Test
    void shouldMakeTheLongestRowTheWidest() {
        RowPlot plot = RowPlot.of("reasons", Map.of("x", 4L), 8);

        assertEquals("100.0", plot.rows().get(0).percent());
    }
}
