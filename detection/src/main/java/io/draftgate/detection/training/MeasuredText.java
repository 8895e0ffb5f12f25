package io.draftgate.detection.training;

/**
 * A training text with its features, measured by tables that had not read its collection.
 *
 * @param features one figure a feature; not to be changed
 */
@SuppressWarnings(
        "ArrayRecordComponent") // tens of thousands of rows of 300 figures; lists would be ten times the memory
record MeasuredText(TrainingText text, double[] features) {}
