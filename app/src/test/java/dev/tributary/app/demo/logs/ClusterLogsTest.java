package dev.tributary.app.demo.logs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterLogsTest {
    private static final long START = 1_800_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void anHourOfAClusterShowsRequestsCrashesRotationsAndPodsThatWent() throws Exception {
        World world = new World(ClusterSpec.fleet().getFirst(), new SplittableRandom(7), START);
        ClusterLogs logs = new ClusterLogs(world, folder, new SplittableRandom(8));
        for (long time = START; time <= START + 3_600_000; time += 5000) {
            world.advance(time);
            logs.write();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
        assertThat(names).anyMatch(name -> name.matches("0\\.log\\.\\d{8}-\\d{6}\\.gz"))
                .anyMatch(name -> name.matches("0\\.log\\.\\d{8}-\\d{6}"))
                .allMatch(name -> name.matches("\\d+\\.log(\\.\\d{8}-\\d{6}(\\.gz)?)?"));
        try (Stream<Path> pods = Files.list(folder)) {
            assertThat(pods.map(pod -> pod.getFileName().toString())).isNotEmpty().isSubsetOf(
                    world.pods().stream().map(pod -> pod.namespace() + "_" + pod.name() + "_" + pod.uid()).toList());
        }
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(file.toString().endsWith(".gz") ? "" : Files.readString(file));
        }
        assertThat(text.toString()).contains("\"msg\":\"request served\"", "fatal: out of memory", "level=info");
        assertThat(text.toString().lines()).allMatch(line -> line.matches("\\S+T\\S+Z std(out|err) F .*"));
    }
}
