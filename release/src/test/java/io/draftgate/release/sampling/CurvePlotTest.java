package io.draftgate.release.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class CurvePlotTest {
    @Test
    void shouldDrawAPictureThatStandsAlone() throws Exception {
        // Given
        var plot =
                new CurvePlot(OperatingCharacteristic.of(new SamplingPlan(132, 3)), new Risks(0.01, 0.05, 0.05, 0.10));

        // When
        String svg = plot.svg();

        // Then
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(2, document.getElementsByTagName("circle").getLength());
        assertTrue(svg.contains("AQL 0.01: 0.9"), svg);
        assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("http"), svg);
    }
}
