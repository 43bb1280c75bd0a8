package dev.tributary.aggregator.storage.logs.block;

import dev.tributary.model.Labels;

/** Some entries of one stream by their position, in order of time, those of one time in the order they were written. */
public interface LineTable {
    int size();

    long timeNanos(int index);

    /** Bytes of the text. */
    int lineBytes(int index);

    /** The array in which the text stands from {@link #lineOffset} on. */
    byte[] lineArray(int index);

    int lineOffset(int index);

    /** The structured metadata; made when it is asked for. */
    Labels metadata(int index);

    /** The array in which the structured metadata stands in the form of {@link MetadataSet}. */
    byte[] metadataArray(int index);

    int metadataOffset(int index);

    int metadataBytes(int index);
}
