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
    public StateFile(string path, Action flush)
    {
        _path = Path.GetFullPath(path);
        _atExit = (_, _) => flush();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

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
        if (Path.GetDirectoryName(_path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        string temporary = $"{_path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(temporary, _path, overwrite: true);
        _lastTook = _since.ElapsedMilliseconds - start;
        _since.Restart();
    }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= _atExit;
}
