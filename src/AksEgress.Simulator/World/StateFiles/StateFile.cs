using System.Diagnostics;

namespace AksEgress.Simulator.World.StateFiles;

/// <summary>
/// The state file and its journal. Every change is on disk before its request is answered: in the whole file if writing it takes
/// little time, at most a tenth, else as lines in the journal. A session that opens the file takes it over, with the journal of its
/// previous owner. That session then finds its journal missing and reads the state again before it continues. So sessions, in this
/// process and in others, see each other's changes, and none overwrites them.
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
    /// <param name="path">The path of the file.</param>
    /// <param name="flush">Called when the process ends.</param>
    /// <exception cref="SimulatorStateException">The file can't be written there; nothing is left behind.</exception>
    public StateFile(string path, Action flush)
    {
        _path = Path.GetFullPath(path);
        Identity = SimulationIdentity.New(_path);
        _journal = $"{_path}.{Guid.NewGuid():N}.journal";
        RequireWritable();
        _atExit = (_, _) => FlushAtExit(flush);
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    /// <summary>The simulation that the file belongs to, as of the last <see cref="Read"/> or <see cref="Renew"/>.</summary>
    public SimulationIdentity Identity { get; private set; }

    /// <summary>Makes the state a new simulation, because it was loaded from elsewhere.</summary>
    public void Renew() => Identity = SimulationIdentity.New(_path);

    /// <summary>True if the file exists.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>True if the journal contains changes that the file doesn't.</summary>
    public bool IsBehind => _journaled > 0;

    /// <summary>True if no other session has taken over the file since <see cref="Adopt"/>.</summary>
    public bool IsOwn => File.Exists(_journal);

    /// <summary>
    /// Reads the current state, with all journals; null if there is none. The caller then calls <see cref="Adopt"/> or <see
    /// cref="Release"/>.
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

    /// <summary>Takes over the file: the content of journals moves into it, and its previous owner finds them missing.</summary>
    public void Adopt(Action<Stream> state)
    {
        // A new simulation is written immediately, so that another session that opens the file joins it.
        if (_isNew || _taken.Exists(static taken => taken.Length > 0))
        {
            Replace(state);
        }

        using (CreateNew(_journal))
        {
            // The journal marks the owner while it exists.
        }

        // Some systems can't delete an open file, so its lock is released first.
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

        // An export can have another form than the simulator's documents; journals belong to the simulator's own form.
        _lastTook = -1;
        _journaled = 0;
    }

    /// <summary>Leaves everything unchanged.</summary>
    public void Release()
    {
        foreach (var taken in _taken)
        {
            taken.Dispose();
        }

        _taken.Clear();
    }

    /// <summary>Saves the changes.</summary>
    /// <param name="state">Writes the whole state.</param>
    /// <param name="changes">The changes since the last call.</param>
    /// <param name="whole">True to write the whole file.</param>
    /// <returns>False if another session has taken over the file; nothing is saved then.</returns>
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

    // The new file is written next to the old one and then replaces it: a reader never sees a partial file.
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

    // The random name prevents others from placing a link there first.
    private string NewTemporary() => $"{_path}.{Guid.NewGuid():N}.tmp";

    // A state can contain a company's addresses and names: on Unix, only its owner can read it. CreateNew doesn't follow links.
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

    // Null if it doesn't exist. The lock belongs to the file system, so it ends with the process.
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
                // Another session locks the file only while it reads or writes, and no event tells when that ends. An asynchronous
                // wait isn't possible, because the caller holds the simulator's lock.
                Thread.Sleep(1);
            }
        }

        return null;
    }

    // An exception in an exit handler would abort the process with a dump instead of its exit code.
    private void FlushAtExit(Action flush)
    {
        try
        {
            flush();
            Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The simulator's state couldn't be saved to '{_path}': {fault.Message}");
        }
    }

    /// <summary>Checks immediately whether the file can be written, by creating a file next to it and deleting that.</summary>
    private void RequireWritable()
    {
        var folder = Path.GetDirectoryName(_path);
        if (!Directory.Exists(folder))
        {
            throw new SimulatorStateException($"the folder '{folder}' doesn't exist.");
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
            throw new SimulatorStateException($"files can't be written in '{folder}': {fault.Message}", fault);
        }
    }
}
