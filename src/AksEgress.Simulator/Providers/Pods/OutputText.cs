using System.Text;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>The output of commands. It stops growing at its limit, counted in UTF-8 bytes.</summary>
/// <param name="limit">The limit in bytes; 0 discards everything.</param>
internal sealed class OutputText(int limit)
{
    private readonly StringBuilder _text = new();
    private int _left = limit;

    /// <summary>An output that discards everything.</summary>
    public static OutputText Discarded => new(0);

    /// <summary>Appends text up to the limit.</summary>
    public OutputText Write(string text)
    {
        if (_left <= 0)
        {
            return this;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > _left)
        {
            var length = Math.Min(text.Length, _left);
            while (length > 0 && (Encoding.UTF8.GetByteCount(text.AsSpan(0, length)) > _left || char.IsHighSurrogate(text[length - 1])))
            {
                length -= Math.Max(1, (Encoding.UTF8.GetByteCount(text.AsSpan(0, length)) - _left) / 4);
                length = Math.Max(length, 0);
            }

            _text.Append(text, 0, length);
            _left = 0;
            return this;
        }

        _text.Append(text);
        _left -= bytes;
        return this;
    }

    /// <summary>Appends a line.</summary>
    public OutputText WriteLine(string text) => Write(text + "\n");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
