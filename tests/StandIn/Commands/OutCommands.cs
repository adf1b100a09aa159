using System.Management.Automation;
using System.Text;
using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Out", "String", DefaultParameterSetName = "NoNewLineFormatting")]
internal sealed class OutStringCommand : PSCmdlet
{
    // Of a host that has no screen.
    internal const int UnknownWidth = 80;

    private readonly StringBuilder _all = new();
    private OutputFormatter? _output;

    [Parameter(ParameterSetName = "StreamFormatting")]
    public SwitchParameter Stream { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; }

    [Parameter(ParameterSetName = "NoNewLineFormatting")]
    public SwitchParameter NoNewline { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing() => _output = new OutputFormatter(Width > 0 ? Width : UnknownWidth, WriteLine);

    protected override void ProcessRecord() => _output!.Add(InputObject);

    protected override void EndProcessing()
    {
        _output!.End();
        if (!Stream)
        {
            WriteObject(_all.ToString());
        }
    }

    private void WriteLine(string line)
    {
        if (Stream)
        {
            WriteObject(line);
        }
        else if (NoNewline)
        {
            _all.Append(line);
        }
        else
        {
            _all.AppendLine(line);
        }
    }
}

/// <summary>Writes to the host as a console would show it.</summary>
internal abstract class HostOutputCommand : PSCmdlet
{
    private OutputFormatter? _output;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing() => _output = new OutputFormatter(ScreenWidth(), line => Host.UI?.WriteLine(line));

    protected override void ProcessRecord() => _output!.Add(InputObject);

    protected override void EndProcessing() => _output!.End();

    private int ScreenWidth()
    {
        try
        {
            return Host.UI?.RawUI is { BufferSize.Width: > 1 and var width } ? width - 1 : OutStringCommand.UnknownWidth;
        }
        catch (NotImplementedException)
        {
            return OutStringCommand.UnknownWidth;
        }
    }
}

[Cmdlet("Out", "Default")]
internal sealed class OutDefaultCommand : HostOutputCommand
{
    [Parameter]
    public SwitchParameter Transcript { get; set; }
}

[Cmdlet("Out", "Host")]
internal sealed class OutHostCommand : HostOutputCommand
{
    [Parameter]
    public SwitchParameter Paging { get; set; }
}

[Cmdlet("Out", "Null")]
internal sealed class OutNullCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    // Nothing is what it does.
    protected override void ProcessRecord()
    {
    }
}
