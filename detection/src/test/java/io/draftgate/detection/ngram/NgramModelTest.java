package io.draftgate.detection.ngram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NgramModelTest {

    /** Both codes of an entry are rounded to a sixteenth of a nat. */
    private static final double ROUNDING = 1 / NgramModel.STEPS;

    private static NgramModel trained(int order, int minCount) throws InterruptedException {
        Random random = new Random(11);
        NgramTrainer trainer = new NgramTrainer(order, minCount);
        for (int text = 0; text < 50; text++) {
            trainer.add(random.ints(60, 0, 8).map(x -> x * x % 11).toArray());
        }
        return trainer.train();
    }

    @Test
    void shouldCountUnigramsAsKneserAndNeyDo() throws InterruptedException {
        // Order 1: counts 3, 1; discount 0.5; 2 symbols, so the rest is spread over 3 with the unknown one.
        NgramModel model = new NgramTrainer(1, 1).add(new int[] {7, 7, 7, 9}).train();

        double[] scores = model.score(new int[] {7, 9, 5});

        double rest = 2 * 0.5 / 4 / 3;
        assertEquals(Math.log(2.5 / 4 + rest), scores[0], ROUNDING);
        assertEquals(Math.log(0.5 / 4 + rest), scores[1], ROUNDING);
        assertEquals(Math.log(rest), scores[2], 1e-9);
    }

    @Test
    void shouldGiveProbabilitiesThatAddUpToOne() throws InterruptedException {
        for (int minCount : new int[] {1, 3}) {
            NgramModel model = trained(4, minCount);
            int[] vocabulary = {0, 1, 4, 9, 5, 3, 999};
            Random random = new Random(2);
            List<Double> sums = new ArrayList<>();
            for (int round = 0; round < 200; round++) {
                int[] text = random.ints(9, 0, 8).map(x -> x * x % 11).toArray();
                double sum = 0;
                for (int symbol : vocabulary) {
                    text[8] = symbol;
                    sum += Math.exp(model.score(text)[8]);
                }
                sums.add(sum);
            }
            // One search in some 2,000 finds an n-gram that is not there.
            long off = sums.stream().filter(sum -> Math.abs(sum - 1) > 0.12).count();
            assertTrue(off <= 4, () -> "with minCount " + minCount + ": " + sums);
        }
    }

    @Test
    void shouldPreferWhatItHasRead() throws InterruptedException {
        NgramModel model = new NgramTrainer(3, 1)
                .add(new int[] {1, 2, 3, 1, 2, 3, 1, 2, 3})
                .train();

        double[] usual = model.score(new int[] {1, 2, 3});
        double[] unusual = model.score(new int[] {1, 2, 1});

        assertTrue(usual[2] > unusual[2] + 1);
    }

    @Test
    void shouldReadWhatItWrote() throws Exception {
        NgramModel model = trained(3, 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(new DataOutputStream(out));

        NgramModel read = NgramModel.read(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));

        int[] text = {0, 1, 4, 9, 5, 3, 1, 1};
        assertArrayEquals(model.score(text), read.score(text));
    }

    @Test
    void shouldRefuseAnImpossibleTable() {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) 0x7F);

        assertThrows(IOException.class, () -> NgramModel.read(new DataInputStream(new ByteArrayInputStream(bytes))));
    }
}
