using System.Diagnostics;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>
/// The state file and the journal beside it. Every change is on disk before it is answered: as the whole file when little time
/// goes into that, at most a tenth of it, else as lines of the journal. Whoever opens the file takes it over, with the journal
/// of the one before, who finds its journal gone then and reads again before it goes on: sessions in this process and in
/// others see each other's changes, and none writes over them.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private const int Share = 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly string _path;
    private readonly string _journal;
    private readonly EventHandler _atExit;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly List<FileStream> _taken = [];
    private long _lastTook = -1;
    private long _journaled;
    private bool _isNew;

    /// <summary>Opens a state file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="flush">Called when the process ends.</param>
    /// <exception cref="SimulatorStateException">It can't be written there; nothing is left behind.</exception>
    public StateFile(string path, Action flush)
    {
        _path = Path.GetFullPath(path);
        Identity = SimulationIdentity.New(_path);
        _journal = $"{_path}.{Guid.NewGuid():N}.journal";
        RequireWritable();
        _atExit = (_, _) => FlushAtExit(flush);
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    /// <summary>The simulation that the file belongs to, as of <see cref="Read"/> or <see cref="Renew"/>.</summary>
    public SimulationIdentity Identity { get; private set; }

    /// <summary>Makes the state a new simulation: it was loaded from elsewhere.</summary>
    public void Renew() => Identity = SimulationIdentity.New(_path);

    /// <summary>Whether there is a file.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>Whether the journal holds what the file doesn't.</summary>
    public bool IsBehind => _journaled > 0;

    /// <summary>Whether nobody has taken the file over since <see cref="Adopt"/>.</summary>
    public bool IsOwn => File.Exists(_journal);

    /// <summary>
    /// The state as it stands, with all journals, or null when there is none. <see cref="Adopt"/> or <see cref="Release"/> follows.
    /// </summary>
    /// <exception cref="SimulatorStateException">A journal can't be read.</exception>
    public string? Read()
    {
        foreach (var journal in Directory.GetFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + ".*.journal"))
        {
            if (Lock(journal) is { } taken)
            {
                _taken.Add(taken);
            }
        }

        var state = File.Exists(_path) ? File.ReadAllText(_path) : null;
        var found = SimulationIdentity.TakeFrom(ref state);
        _isNew = found?.IsOf(_path) != true;
        Identity = _isNew ? SimulationIdentity.New(_path) : found!;
        foreach (var taken in _taken
            .Where(static taken => taken.Length > 0)
            .OrderBy(static taken => File.GetLastWriteTimeUtc(taken.SafeFileHandle)))
        {
            var lines = new byte[taken.Length];
            taken.ReadExactly(lines);
            state = StateJournal.Apply(state, lines, taken.Name);
        }

        return state;
    }

    /// <summary>Takes the file over: what stood in journals goes into it, and its former owner finds them gone.</summary>
    public void Adopt(Action<Stream> state)
    {
        // A new simulation is written at once, so that another session that opens the file is part of it.
        if (_isNew || _taken.Exists(static taken => taken.Length > 0))
        {
            Replace(state);
        }

        using (CreateNew(_journal))
        {
            // It marks the owner as long as it is there.
        }

        // Where an open file can't be deleted, its lock has to go first.
        if (OperatingSystem.IsWindows())
        {
            string[] names = [.. _taken.Select(static taken => taken.Name)];
            Release();
            Array.ForEach(names, File.Delete);
        }
        else
        {
            _taken.ForEach(static taken => File.Delete(taken.Name));
            Release();
        }

        // An export may say a thing in another form than the simulator does; journals go with what the simulator wrote.
        _lastTook = -1;
        _journaled = 0;
    }

    /// <summary>Leaves everything as it is.</summary>
    public void Release()
    {
        foreach (var taken in _taken)
        {
            taken.Dispose();
        }

        _taken.Clear();
    }

    /// <summary>Keeps what changed.</summary>
    /// <param name="state">Writes the whole state.</param>
    /// <param name="changes">What changed since the last call.</param>
    /// <param name="whole">True to write the whole file.</param>
    /// <returns>False when somebody has taken the file over; nothing is kept then.</returns>
    public bool TryWrite(Action<Stream> state, Func<byte[]> changes, bool whole)
    {
        using var journal = Lock(_journal);
        if (journal is null)
        {
            return false;
        }

        if (!whole && _lastTook >= 0 && _since.ElapsedMilliseconds < Share * _lastTook)
        {
            var lines = changes();
            journal.Seek(0, SeekOrigin.End);
            journal.Write(lines);
            _journaled += lines.Length;
            return true;
        }

        var start = _since.ElapsedMilliseconds;
        Replace(state);
        if (_journaled > 0)
        {
            journal.SetLength(0);
            _journaled = 0;
        }

        _lastTook = Math.Max(1, _since.ElapsedMilliseconds - start);
        _since.Restart();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        Release();
        File.Delete(_journal);
    }

    // Written beside the old file and moved into its place: a reader never sees half of it.
    private void Replace(Action<Stream> state)
    {
        var temporary = NewTemporary();
        try
        {
            using (var stream = CreateNew(temporary, bufferSize: 256 * 1024))
            {
                state(stream);

                // The rename must not reach the disk before the content.
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Nobody can guess the name, and so put a link there first.
    private string NewTemporary() => $"{_path}.{Guid.NewGuid():N}.tmp";

    // A state can hold addresses and names of a company: on Unix only its owner reads it. CreateNew follows no link.
    private static FileStream CreateNew(string path, int bufferSize = 1, FileOptions options = FileOptions.None)
    {
        FileStreamOptions how = new()
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = bufferSize, Options = options,
        };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, how);
    }

    // Null when it isn't there. The lock is the file system's, so it ends with the process.
    private static FileStream? Lock(string path)
    {
        var waited = Stopwatch.StartNew();
        while (File.Exists(path))
        {
            try
            {
                FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                if (File.Exists(path))
                {
                    return stream;
                }

                stream.Dispose();
            }
            catch (FileNotFoundException)
            {
                return null;
            }
            catch (IOException) when (waited.Elapsed < s_patience)
            {
                Thread.Sleep(1);
            }
        }

        return null;
    }

    // An exception out of an exit handler aborts the process, with a dump instead of its exit code.
    private void FlushAtExit(Action flush)
    {
        try
        {
            flush();
            Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The simulator's state was not saved to '{_path}': {fault.Message}");
        }
    }

    /// <summary>Finds out at once whether writing can work, by writing the file beside it and taking it away again.</summary>
    private void RequireWritable()
    {
        var folder = Path.GetDirectoryName(_path);
        if (!Directory.Exists(folder))
        {
            throw new SimulatorStateException($"the folder '{folder}' does not exist.");
        }

        if (Directory.Exists(_path))
        {
            throw new SimulatorStateException("it is a folder.");
        }

        try
        {
            if (File.Exists(_path) && File.GetAttributes(_path).HasFlag(FileAttributes.ReadOnly))
            {
                throw new SimulatorStateException("the file is read-only.");
            }

            using var probe = CreateNew(NewTemporary(), options: FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorStateException($"files cannot be written in '{folder}': {fault.Message}", fault);
        }
    }
}
