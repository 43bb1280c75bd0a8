package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.collector.containers.ContainerLabels;
import dev.tributary.collector.containers.PodFolder;
import dev.tributary.collector.containers.PodLabels;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** Logs as kubelet lays them out: {@code <namespace>_<pod>_<uid>/<container>/<restarts>.log}. */
final class PodDiscovery implements LogDiscovery {
    /** The file that is written, and its older generations, which may be all that is left. */
    private static final Pattern FILE = Pattern.compile("(\\d+)\\.log(?:\\..*)?");

    private final Path root;
    private final Supplier<PodLabels> labels;
    private @Nullable PodLabels pods;
    private final List<String> namespaces;
    private final Map<String, String> fixed;
    private String problem = "";

    /**
     * @param pods       opens what is known of pods when it is first needed
     * @param namespaces whose pods are read; none means all
     */
    PodDiscovery(Path root, Supplier<PodLabels> pods, List<String> namespaces, Map<String, String> fixed) {
        this.root = root;
        this.namespaces = List.copyOf(namespaces);
        this.labels = pods;
        this.fixed = Map.copyOf(fixed);
    }

    @Override
    public Map<Path, Labels> find() throws IOException {
        problem = "";
        Map<Path, Labels> logs = new TreeMap<>();
        for (Path pod : entries(root)) {
            PodFolder folder = PodFolder.parse(String.valueOf(pod.getFileName())).orElse(null);
            if (folder != null && (namespaces.isEmpty() || namespaces.contains(folder.namespace()))) {
                for (Path container : readable(pod)) {
                    addContainer(logs, folder, container);
                }
            }
        }
        return logs;
    }

    @Override
    public String problem() {
        return problem;
    }

    private void addContainer(Map<Path, Labels> logs, PodFolder folder, Path container) {
        String name = String.valueOf(container.getFileName());
        Map<String, String> known = null;
        for (Path file : readable(container)) {
            Matcher matcher = FILE.matcher(String.valueOf(file.getFileName()));
            if (!matcher.matches()) {
                continue;
            }
            if (known == null) {
                known = opened().of(folder, name);
            }
            if (known == null) {
                return;
            }
            Path log = container.resolve(matcher.group(1) + ".log");
            logs.putIfAbsent(log, labels(folder, name, matcher.group(1), known, log));
        }
    }

    private Labels labels(PodFolder folder, String container, String restarts, Map<String, String> known, Path log) {
        Map<String, String> all = new HashMap<>(fixed);
        all.putAll(known);
        all.put("__path__", log.toString());
        return Labels.copyOf(ContainerLabels.of(folder, container, restarts, all));
    }

    /** What is in a folder of a pod; nothing where it may not be read, which keeps nobody from the others. */
    private List<Path> readable(Path folder) {
        try {
            return entries(folder);
        } catch (IOException e) {
            problem = "a folder cannot be read: " + e;
            return List.of();
        }
    }

    /** What is in a folder; nothing when it is gone or none. */
    private static List<Path> entries(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private PodLabels opened() {
        PodLabels open = pods;
        if (open == null) {
            open = labels.get();
            pods = open;
        }
        return open;
    }

    @Override
    public void close() {
        PodLabels open = pods;
        if (open != null) {
            open.close();
        }
    }
}
