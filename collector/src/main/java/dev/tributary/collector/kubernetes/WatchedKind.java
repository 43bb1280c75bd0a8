package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.jspecify.annotations.Nullable;

/** All objects of one kind in the namespaces of interest, kept up to date by list and watch. */
public final class WatchedKind<T extends HasMetadata> {
    private final List<SharedIndexInformer<T>> informers = new ArrayList<>();

    /** A kind that lives in namespaces; no names mean all of them. */
    public <L extends KubernetesResourceList<T>, R extends Resource<T>> void add(MixedOperation<T, L, R> all,
            Collection<String> namespaces, @Nullable KubernetesSelector selector) {
        if (namespaces.isEmpty()) {
            add(all.inAnyNamespace(), selector);
        }
        namespaces.forEach(namespace -> add(all.inNamespace(namespace), selector));
    }

    /** A kind without namespaces. */
    <L extends KubernetesResourceList<T>, R extends Resource<T>> void add(NonNamespaceOperation<T, L, R> all,
            @Nullable KubernetesSelector selector) {
        informers.add(Selectors.apply(all, selector).runnableInformer(0));
    }

    private <L extends KubernetesResourceList<T>, R extends Resource<T>> void add(AnyNamespaceOperation<T, L, R> all,
            @Nullable KubernetesSelector selector) {
        FilterWatchListDeletable<T, L, R> chosen = Selectors.apply(all, selector);
        informers.add(chosen.runnableInformer(0));
    }

    /** Begins to list and watch, again and again whatever fails; every change is told. */
    public void start(Runnable changed, WatchFailures failures) {
        for (SharedIndexInformer<T> informer : informers) {
            informer.addEventHandler(new ResourceEventHandler<T>() {
                @Override
                public void onAdd(T object) {
                    changed.run();
                }

                @Override
                public void onUpdate(T before, T object) {
                    if (!Objects.equals(before.getMetadata().getResourceVersion(),
                            object.getMetadata().getResourceVersion())) {
                        changed.run();
                    }
                }

                @Override
                public void onDelete(T object, boolean unknownFinalState) {
                    changed.run();
                }
            });
            informer.exceptionHandler((_, failure) -> {
                failures.note(failure);
                return true;
            });
            informer.start().whenComplete((_, _) -> changed.run());
        }
    }

    /** True when the first list of each namespace is whole. */
    public boolean isWhole() {
        return informers.stream().allMatch(SharedIndexInformer::hasSynced);
    }

    /** All objects as they are known now. */
    public List<T> all() {
        List<T> objects = new ArrayList<>();
        informers.forEach(informer -> objects.addAll(informer.getStore().list()));
        return objects;
    }

    /** The object of a name, null when there is none or it is not watched. */
    public @Nullable T find(@Nullable String namespace, @Nullable String name) {
        if (name == null) {
            return null;
        }
        String key = namespace == null ? name : namespace + "/" + name;
        for (SharedIndexInformer<T> informer : informers) {
            T found = informer.getStore().getByKey(key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Ends the watching. */
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}
