package dev.tributary.model.port;

/** Is told how many series carry a label. A label may be told several times, each time for other series. */
public interface LabelCounter {
    void count(String name, String value, long series);
}
