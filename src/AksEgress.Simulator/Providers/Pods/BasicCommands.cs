using System.Globalization;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>Commands for text and files.</summary>
internal static class BasicCommands
{
    /// <summary>echo: -n omits the line break, -e reads escapes.</summary>
    public static int Echo(PodCall call)
    {
        var first = 0;
        (var ends, var escapes) = (true, false);
        while (first < call.Arguments.Count && call.Arguments[first] is "-n" or "-e" or "-ne" or "-en")
        {
            ends &= !call.Arguments[first].Contains('n', StringComparison.Ordinal);
            escapes |= call.Arguments[first].Contains('e', StringComparison.Ordinal);
            first++;
        }

        var text = string.Join(' ', call.Arguments.Skip(first));
        call.Out.Write((escapes ? Unescape(text) : text) + (ends ? "\n" : ""));
        return 0;
    }

    /// <summary>cat: concatenates files, or the input.</summary>
    public static int Cat(PodCall call)
    {
        if (call.Arguments.Count == 0)
        {
            call.Out.Write(call.Input);
        }

        var code = 0;
        foreach (var name in call.Arguments)
        {
            if ((name == "-" ? call.Input : call.Session.ReadFile(name)) is { } text)
            {
                call.Session.Work(text.Length);
                call.Out.Write(text);
            }
            else
            {
                code = call.Fail(1, $"cat: {name}: No such file or directory");
            }
        }

        return code;
    }

    /// <summary>ls: lists the names of the files.</summary>
    public static int List(PodCall call)
    {
        foreach (var name in call.Session.Files.Keys.Order(StringComparer.Ordinal))
        {
            call.Out.WriteLine(name);
        }

        return 0;
    }

    /// <summary>sleep: waits for virtual seconds, or for minutes with the suffix m.</summary>
    public static int Sleep(PodCall call)
    {
        var text = call.Arguments.Count > 0 ? call.Arguments[0] : "";
        double unit = text.EndsWith('m') ? 60 : text.EndsWith('h') ? 3600 : 1;
        if (!double.TryParse(text.TrimEnd('s', 'm', 'h'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return call.Fail(1, text.Length == 0 ? "sleep: missing operand" : $"sleep: invalid time interval '{text}'");
        }

        call.Session.Wait(seconds * unit);
        return 0;
    }

    /// <summary>The escapes that echo -e and curl -w support.</summary>
    public static string Unescape(string text) =>
        text
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\r", "\r", StringComparison.Ordinal);
}
