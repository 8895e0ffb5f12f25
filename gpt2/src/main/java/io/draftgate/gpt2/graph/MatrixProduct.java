package io.draftgate.gpt2.graph;

/** How the graph multiplies rows by a weight matrix; the precision is decided here and nowhere else in the graph. */
sealed interface MatrixProduct permits FloatProduct, Int8Product, BlockProduct {

    /**
     * Adds the product of rows and a matrix.
     *
     * @param x [rows, in]
     * @param weight name of a matrix [in, out]
     * @return name of the product [rows, out]
     */
    String times(String x, String weight);

    /**
     * Adds the product of rows and a transposed matrix: the logits.
     *
     * @param x [rows, width]
     * @param weight name of a matrix [vocabulary, width]
     * @param name of the product [rows, vocabulary]
     */
    void head(String x, String weight, String name);
}
