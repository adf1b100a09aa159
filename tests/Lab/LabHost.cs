using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace AksEgress.Lab;

/// <summary>The lab's PowerShell host: prints to the console, and doesn't answer prompts.</summary>
internal sealed class LabHost : PSHost
{
    /// <summary>The width of all output, in columns.</summary>
    public const int Width = 100;

    private readonly LabUserInterface _ui;

    public LabHost() => _ui = new LabUserInterface(Line);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "AksEgress lab";

    public override PSHostUserInterface UI => _ui;

    public override Version Version => typeof(LabHost).Assembly.GetName().Version!;

    /// <summary>Prints a comment of the script.</summary>
    public void Prose(string text)
    {
        Line(string.Empty);
        foreach (var line in text.Split('\n'))
        {
            Line("# " + line);
        }
    }

    /// <summary>Prints a statement as a user types it.</summary>
    public void Command(string text)
    {
        var lines = text.Split('\n');
        Line("PS> " + lines[0]);
        foreach (var line in lines.Skip(1))
        {
            Line("  > " + line);
        }
    }

    /// <summary>Prints one line of output.</summary>
    public void Output(string text) => Line(text.TrimEnd());

    /// <summary>Prints an error in the form of PowerShell's concise view.</summary>
    public void Error(ErrorRecord error)
    {
        var where = error.InvocationInfo?.MyCommand?.Name is { Length: > 0 } name ? name + ": " : string.Empty;
        var message = error.ErrorDetails?.Message ?? error.Exception.Message;
        Line(where + message);

        // Below PowerShell 7.5, the message already ends with the recommended action.
        if (error.ErrorDetails?.RecommendedAction is { Length: > 0 } action && !message.EndsWith(action, StringComparison.Ordinal))
        {
            Line("  Recommendation: " + action);
        }
    }

    /// <summary>Prints a line.</summary>
    public void Line(string text) => Console.Out.WriteLine(text);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
