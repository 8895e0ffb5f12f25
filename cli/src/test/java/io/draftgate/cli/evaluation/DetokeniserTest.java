package io.draftgate.cli.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DetokeniserTest {

    @Test
    void shouldWriteWikiTextAsPeopleDo() {
        assertEquals(
                "== Early life ==\nHe said, \"I'm here (now).\" It cost $5.5 million, 50%; a co-star's 1,000 \"fans\"!\n",
                Detokeniser.WIKITEXT.apply(
                        " = = Early life = = \n He said , \" I 'm here ( now ) . \" It cost $ 5 @.@ 5 million , 50 % ;"
                                + " a co @-@ star 's 1 @,@ 000 \" fans \" ! \n"));
    }

    @Test
    void shouldWriteTreebankTextAsPeopleDo() {
        assertEquals(
                "\"I don't know,\" he said (twice), \"whether it's Jones's; 5% of $3 isn't.\"",
                Detokeniser.NEWS.apply(
                        "`` I do n't know , '' he said -LRB- twice -RRB- , `` whether it 's Jones 's ; 5 % of $ 3 is n't . ''"));
    }

    @Test
    void shouldLeaveATextOfPeopleAlone() {
        String text = "So \"it\" is ( odd ) , but mine .";
        assertEquals(text, Detokeniser.NONE.apply(text));
    }
}
