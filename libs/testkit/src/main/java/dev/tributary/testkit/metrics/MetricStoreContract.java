package dev.tributary.testkit.metrics;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;

/**
 * What every metric store does, whatever it keeps its samples in. A store's test extends this class and opens an empty
 * store before each test; the store's clock shows {@link #now()}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class MetricStoreContract
        implements
            SampleContract,
            SelectionContract,
            OwnershipContract,
            LabelContract,
            HistogramContract,
            SideDataContract {
}
