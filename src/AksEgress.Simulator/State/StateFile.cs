using System.Diagnostics;
using System.Text;

namespace AksEgress.Simulator.State;

/// <summary>
/// The state file. Writing takes time that grows with the state, so that a large one is written at most a tenth of the time;
/// what is left over is written with the next request, when the simulator is disposed of, or when the process ends.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private const long SmallMilliseconds = 20;
    private readonly string _path;
    private readonly EventHandler _atExit;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private long _lastTook;

    /// <summary>Opens a state file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="flush">Called when the process ends.</param>
    /// <exception cref="SimulatorStateException">It can't be written there; nothing is left behind.</exception>
    public StateFile(string path, Action flush)
    {
        _path = Path.GetFullPath(path);
        RequireWritable();
        _atExit = (_, _) => FlushAtExit(flush);
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    private string Temporary => $"{_path}.{Environment.ProcessId}.tmp";

    /// <summary>Whether there is a file.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>Whether enough time has passed since the last write.</summary>
    public bool IsTime => _lastTook <= SmallMilliseconds || _since.ElapsedMilliseconds >= 10 * _lastTook;

    /// <summary>The file's text, or null when there is none.</summary>
    public string? Read() => File.Exists(_path) ? File.ReadAllText(_path) : null;

    /// <summary>Writes the whole file beside the old one and moves it into its place: a reader never sees half of it.</summary>
    public void Write(string json)
    {
        long start = _since.ElapsedMilliseconds;
        File.WriteAllText(Temporary, json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(Temporary, _path, overwrite: true);
        _lastTook = _since.ElapsedMilliseconds - start;
        _since.Restart();
    }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= _atExit;

    // An exception out of an exit handler aborts the process, with a dump instead of its exit code.
    private void FlushAtExit(Action flush)
    {
        try
        {
            flush();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The simulator's state was not saved to '{_path}': {fault.Message}");
        }
    }

    /// <summary>Finds out at once whether <see cref="Write"/> can work, by writing the file beside it and taking it away again.</summary>
    private void RequireWritable()
    {
        string? folder = Path.GetDirectoryName(_path);
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

            using FileStream probe = new(Temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorStateException($"files cannot be written in '{folder}': {fault.Message}", fault);
        }
    }
}
