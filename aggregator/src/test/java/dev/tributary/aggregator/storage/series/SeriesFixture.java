package dev.tributary.aggregator.storage.series;

import java.nio.file.Path;

import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/** A catalog over a database of the test. */
public final class SeriesFixture implements AutoCloseable {
    private final RocksDatabase database;
    public final SeriesCatalog catalog;

    public SeriesFixture(Path folder) {
        database = RocksDatabase.open(folder, new RocksMemory(8 << 20, 4 << 20));
        catalog = new SeriesCatalog(99, new CatalogRows(database.family("series")), 10);
    }

    public static LabelSlices slices(Labels labels) {
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        return slices;
    }

    /** Folded hash of a label set as a resolver makes it. */
    public int hash(LabelSlices labels) {
        long sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            sum += catalog.hash().label(labels, i);
        }
        return LabelHash.finish(sum);
    }

    /** Ref of a series, made when new. */
    public int create(ClusterSeries cluster, Labels labels) throws SeriesLimitException {
        LabelSlices slices = slices(labels);
        return cluster.findOrCreate(slices, hash(slices), Integer.MAX_VALUE);
    }

    /** Writes the rows that wait and reads all into another catalog. */
    public SeriesCatalog reload() {
        database.write(catalog.rows().take(), false);
        SeriesCatalog loaded = new SeriesCatalog(100, new CatalogRows(database.family("series")), 10);
        try (var cursor = database.cursor(database.family("series"))) {
            loaded.load(cursor, _ -> {
            });
        }
        return loaded;
    }

    @Override
    public void close() {
        database.close();
    }
}
