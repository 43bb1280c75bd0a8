package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.tributary.runtime.discovery.TargetGroup;
import dev.tributary.runtime.discovery.TargetSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Lets jobs with the same settings share one watch: a configuration with twenty jobs over all pods still reads the pods
 * once. Safe for several threads.
 */
public final class KubernetesSources {
    private final Function<KubernetesTargets, TargetSource> watches;
    private final Map<KubernetesTargets, Shared> shared = new HashMap<>();

    public KubernetesSources(Vertx vertx) {
        this(settings -> new KubernetesDiscovery(vertx, settings));
    }

    KubernetesSources(Function<KubernetesTargets, TargetSource> watches) {
        this.watches = watches;
    }

    /** A source that watches from its start to its close, together with others of the same settings. */
    public TargetSource source(KubernetesTargets settings) {
        return new Use(settings);
    }

    private static final class Shared {
        private final TargetSource watch;
        private final List<Use> uses = new ArrayList<>();
        private @Nullable List<TargetGroup> last;

        Shared(TargetSource watch) {
            this.watch = watch;
        }

        synchronized void join(Use use) {
            uses.add(use);
            if (last != null) {
                use.tell(last);
            }
        }

        synchronized void tell(List<TargetGroup> groups) {
            last = groups;
            uses.forEach(use -> use.tell(groups));
        }

        /** True when nobody is left. */
        synchronized boolean leave(Use use) {
            uses.remove(use);
            return uses.isEmpty();
        }
    }

    private final class Use implements TargetSource {
        private final KubernetesTargets settings;
        private volatile @Nullable Consumer<List<TargetGroup>> listener;

        Use(KubernetesTargets settings) {
            this.settings = settings;
        }

        void tell(List<TargetGroup> groups) {
            Consumer<List<TargetGroup>> told = listener;
            if (told != null) {
                told.accept(groups);
            }
        }

        @Override
        public void start(Consumer<List<TargetGroup>> told) {
            listener = told;
            synchronized (shared) {
                Shared one = shared.get(settings);
                if (one == null) {
                    one = new Shared(watches.apply(settings));
                    shared.put(settings, one);
                    one.join(this);
                    one.watch.start(one::tell);
                } else {
                    one.join(this);
                }
            }
        }

        @Override
        public Future<Void> close() {
            listener = null;
            synchronized (shared) {
                Shared one = shared.get(settings);
                if (one == null || !one.leave(this)) {
                    return Future.succeededFuture();
                }
                shared.remove(settings);
                return one.watch.close();
            }
        }
    }
}
