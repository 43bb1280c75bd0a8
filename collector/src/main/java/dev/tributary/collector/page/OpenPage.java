package dev.tributary.collector.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.model.MetricMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A page being pulled: what was read of it is held back, compressed, until it is known whether the page can be trusted. One
 * thread.
 */
public final class OpenPage {
    private final PageIntake intake;
    private final PageLimits limits;
    private final TargetOptions options;
    private final BatchCollector collector;
    private final List<Batch> held;
    private final MetadataLedger ledger;
    private final UnaryOperator<MetricMetadata> description;
    private final PageFamilies families = new PageFamilies();
    private @Nullable PageReader reader;
    private @Nullable PageFaultException fault;

    OpenPage(PageIntake intake, PageLimits limits, TargetOptions options, BatchCollector collector, List<Batch> held,
            MetadataLedger ledger, UnaryOperator<MetricMetadata> description) {
        this.intake = intake;
        this.limits = limits;
        this.options = options;
        this.collector = collector;
        this.held = held;
        this.ledger = ledger;
        this.description = description;
    }

    /**
     * Starts the body.
     *
     * @throws PageFaultException when it cannot be read, see {@link #fail}
     */
    public void begin(String contentType, String contentEncoding) throws PageFaultException {
        reader = new PageReader(contentType, contentEncoding, intake, limits, options.format(), this::describe);
    }

    private void describe(MetricMetadata announced) {
        families.begin(announced.family(), intake.counts().samples());
        MetricMetadata metadata = description.apply(announced);
        intake.announce(ledger.isDue(metadata, intake.place().startMillis()) ? metadata : null, ledger);
    }

    /** Takes the next bytes of the body. */
    public void feed(byte[] bytes, int offset, int length) throws PageFaultException {
        reader().feed(bytes, offset, length);
    }

    /** Says that the body is over. */
    public void end() throws PageFaultException {
        reader().end();
    }

    private PageReader reader() {
        PageReader begun = reader;
        if (begun == null) {
            throw new IllegalStateException("the page has not begun");
        }
        return begun;
    }

    /** Says what is wrong with the page; the first fault stays. */
    public void fail(PageFaultException problem) {
        if (fault == null) {
            fault = problem;
        }
    }

    public @Nullable PageFaultException fault() {
        return fault;
    }

    public PageCounts counts() {
        return intake.counts();
    }

    /** Samples of each family the page announced, in the order they came. */
    public Map<String, Integer> familySizes() {
        return families.sizes(intake.counts().samples());
    }

    @Nullable
    String lastFamily() {
        return families.last(intake.counts().samples());
    }

    PagePlace place() {
        return intake.place();
    }

    /** Closes the page; gives what is to be sent of it. */
    List<Batch> close() {
        PageReader begun = reader;
        if (begun != null) {
            begun.close();
        }
        if (isDiscarded()) {
            intake.forget();
            return List.of();
        }
        collector.flush();
        return held;
    }

    /** True when nothing of the page is sent. */
    boolean isDiscarded() {
        PageFaultException problem = fault;
        return problem != null && !options.endings().keepsPartOf(problem);
    }

    static OpenPage open(PageIntakeFactory intakes, PagePlace place, PageLimits limits, TargetOptions options,
            BatchCollectorFactory collectors, MetadataLedger ledger, UnaryOperator<MetricMetadata> description) {
        List<Batch> held = new ArrayList<>();
        BatchCollector collector = collectors.create(held::add);
        return new OpenPage(intakes.create(place, collector), limits, options, collector, held, ledger,
                description);
    }

    /** Makes the intake of a page. */
    interface PageIntakeFactory {
        PageIntake create(PagePlace place, BatchCollector out);
    }

    /** Makes collectors that share settings. */
    public interface BatchCollectorFactory {
        BatchCollector create(java.util.function.Consumer<Batch> full);
    }
}
