package dev.tributary.aggregator.storage.rocks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileManager;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open RocksDB with its families by name. Safe for several threads. */
public final class RocksDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RocksDatabase.class);
    /** What making a family may write: its options and those of all others. */
    private static final long FAMILY_BYTES = 4 << 20;
    private static final String DEFAULT_FAMILY = "default";

    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;
    private final LRUCache cache;
    private final WriteBufferManager writeBuffers;
    private final SstFileManager fileManager;
    private final DBOptions options;
    private final RocksDB database;
    private final WriteOptions unsynced = new WriteOptions();
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final Map<String, RocksFamily> families = new ConcurrentHashMap<>();
    private final List<ColumnFamilyOptions> familyOptions = new ArrayList<>();

    private RocksDatabase(Path folder, RocksMemory memory) throws RocksDBException {
        this.folder = folder;
        cache = new LRUCache(memory.blockCacheBytes());
        writeBuffers = new WriteBufferManager(memory.writeBuffersBytes(), cache);
        fileManager = new SstFileManager(Env.getDefault());
        options = new DBOptions().setCreateIfMissing(true)
                .setWriteBufferManager(writeBuffers)
                .setMaxTotalWalSize(256L << 20)
                // Watches for free space after the disk was full, and lets writing go on by itself.
                .setSstFileManager(fileManager)
                // A damaged block found by a compaction leaves that compaction undone; with it every write would end.
                .setParanoidChecks(false)
                .setAvoidFlushDuringRecovery(true)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(2048)
                .setBytesPerSync(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setKeepLogFileNum(3);
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (String name : existing(folder)) {
            descriptors.add(describe(name));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        database = RocksDB.open(options, folder.toString(), descriptors, handles);
        for (int i = 0; i < handles.size(); i++) {
            String name = text(descriptors.get(i).getName());
            families.put(name, new RocksFamily(name, handles.get(i)));
        }
    }

    /** Opens the database in a folder, creating it where there is none. */
    public static RocksDatabase open(Path folder, RocksMemory memory) {
        try {
            Files.createDirectories(folder);
            return new RocksDatabase(folder, memory);
        } catch (RocksDBException e) {
            if (String.valueOf(e.getMessage()).contains("/LOCK")) {
                throw new StoreIoException(StoreIoException.Kind.OTHER,
                        "the store in " + folder + " is in use by a running hub", e);
            }
            throw StoreIoException.of("opening " + folder, e);
        } catch (IOException e) {
            throw new StoreIoException(StoreIoException.Kind.OTHER, "creating " + folder + ": " + e.getMessage(), e);
        }
    }

    private static List<String> existing(Path folder) throws RocksDBException {
        try (Options listing = new Options()) {
            List<String> names = new ArrayList<>();
            for (byte[] name : RocksDB.listColumnFamilies(listing, folder.toString())) {
                names.add(text(name));
            }
            return names.isEmpty() ? List.of(DEFAULT_FAMILY) : names;
        }
    }

    private synchronized ColumnFamilyDescriptor describe(String name) {
        ColumnFamilyOptions made = FamilyKind.of(name).options(cache);
        familyOptions.add(made);
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), made);
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }

    RocksDB open() {
        return database;
    }

    /** Makes a copy in a folder that does not exist yet, sharing the disk space of all table files. */
    public void copyTo(Path target) {
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(target.toString());
        } catch (RocksDBException e) {
            throw StoreIoException.of("copying to " + target, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** The families of a kind by their number. */
    public Map<Long, RocksFamily> numbered(FamilyKind kind) {
        Map<Long, RocksFamily> found = new TreeMap<>();
        families.forEach((name, family) -> {
            if (FamilyKind.of(name) == kind) {
                found.put(kind.number(name), family);
            }
        });
        return found;
    }

    /** The family of that name, made when missing. */
    public synchronized RocksFamily family(String name) {
        RocksFamily known = families.get(name);
        if (known != null) {
            return known;
        }
        if (folder.toFile().getUsableSpace() < FAMILY_BYTES) {
            // On a full disk RocksDB makes it and then fails to hand it out: out of reach until the next start.
            throw new StoreIoException(StoreIoException.Kind.DISK_FULL,
                    "creating family " + name + ": the disk is full",
                    null);
        }
        try {
            RocksFamily made = new RocksFamily(name, database.createColumnFamily(describe(name)));
            families.put(name, made);
            return made;
        } catch (RocksDBException e) {
            throw StoreIoException.of("creating family " + name, e);
        }
    }

    /** Drops a family with all it holds; who reads it now may finish. */
    public synchronized void drop(RocksFamily family) {
        if (families.remove(family.name()) == null) {
            return;
        }
        try {
            database.dropColumnFamily(family.handle());
        } catch (RocksDBException e) {
            families.put(family.name(), family);
            throw StoreIoException.of("dropping family " + family.name(), e);
        }
        family.release();
    }

    /** Writes a batch, whole or not at all; with sync it is on disk when this returns. */
    public void write(RawBatch batch, boolean sync) {
        try (WriteBatch raw = new WriteBatch(batch.toBytes())) {
            database.write(sync ? synced : unsynced, raw);
        } catch (RocksDBException e) {
            throw StoreIoException.of("writing", e);
        }
    }

    /** Brings everything written so far to disk. */
    public void sync() {
        try {
            database.syncWal();
        } catch (RocksDBException e) {
            throw StoreIoException.of("syncing the log", e);
        }
    }

    /** Writes the buffers of these families to table files, so that they hold back no old log file. */
    public void flush(List<RocksFamily> from) {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            database.flush(waiting, from.stream().map(RocksFamily::handle).toList());
        } catch (RocksDBException e) {
            throw StoreIoException.of("flushing", e);
        }
    }

    /** The families that are not numbered. */
    public List<RocksFamily> rows() {
        return families.values().stream().filter(family -> FamilyKind.of(family.name()) == FamilyKind.ROWS).toList();
    }

    public byte @Nullable [] get(RocksFamily family, byte[] key) {
        try {
            return database.get(family.handle(), key);
        } catch (RocksDBException e) {
            throw StoreIoException.of("reading " + family.name(), e);
        }
    }

    public RocksSnapshot snapshot() {
        return new RocksSnapshot(database);
    }

    /** Opens a cursor over the present state of a family. */
    public RocksCursor cursor(RocksFamily family) {
        return open(database, family, new ReadOptions());
    }

    static RocksCursor open(RocksDB database, RocksFamily family, ReadOptions options) {
        if (!family.acquire()) {
            options.close();
            throw new IllegalStateException("family " + family.name() + " is closed");
        }
        return new RocksCursor(database, family, options);
    }

    /** Starts a file that {@link #ingest} can take into a family of the kind. */
    public SortedFile newFile(Path path, FamilyKind kind) {
        try (DBOptions plain = new DBOptions(); ColumnFamilyOptions layout = kind.options(cache)) {
            return new SortedFile(path, new Options(plain, layout));
        }
    }

    /** Takes finished files into a family; they are moved and durable when this returns. */
    public void ingest(RocksFamily family, List<Path> files) {
        try (IngestExternalFileOptions moving = new IngestExternalFileOptions().setMoveFiles(true)) {
            database.ingestExternalFile(family.handle(), files.stream().map(Path::toString).toList(), moving);
        } catch (RocksDBException e) {
            throw StoreIoException.of("taking files into " + family.name(), e);
        }
    }

    /** All families. */
    public List<RocksFamily> families() {
        return List.copyOf(families.values());
    }

    /** The table files of this moment. */
    public List<TableFile> files() {
        return TableFile.of(database);
    }

    /** Bytes of the write-ahead log. */
    public long logBytes() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(Path::toFile).filter(file -> file.getName().endsWith(".log")).mapToLong(File::length).sum();
        } catch (IOException e) {
            throw new StoreIoException(StoreIoException.Kind.OTHER, "listing " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Rewrites a family's files without what was deleted or replaced in them.
     *
     * @return false when a damaged block is in the way, and the files stay as they are
     */
    public boolean compact(RocksFamily family) {
        try {
            database.compactRange(family.handle());
            return true;
        } catch (RocksDBException e) {
            StoreIoException failure = StoreIoException.of("compacting " + family.name(), e);
            if (failure.kind() != StoreIoException.Kind.CORRUPTION) {
                throw failure;
            }
            LOG.error("a damaged block keeps the room of deleted samples from being given back error={}",
                    failure.getMessage());
            return false;
        }
    }

    /** A number RocksDB keeps for the whole database, 0 where it knows none. */
    public long property(String name) {
        try {
            return database.getAggregatedLongProperty(name);
        } catch (RocksDBException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        families.values().forEach(RocksFamily::release);
        families.clear();
        try {
            database.closeE();
        } catch (RocksDBException e) {
            throw StoreIoException.of("closing " + folder, e);
        } finally {
            unsynced.close();
            synced.close();
            options.close();
            fileManager.close();
            writeBuffers.close();
            familyOptions.forEach(ColumnFamilyOptions::close);
            cache.close();
        }
    }
}
