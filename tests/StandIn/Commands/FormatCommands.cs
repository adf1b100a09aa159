using System.Management.Automation;
using StandIn.Commands;
using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the Format commands have in common.</summary>
internal abstract class FormatObjectCommand : PSCmdlet
{
    private ObjectFormatter? _formatter;

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public object? GroupBy { get; set; }

    [Parameter]
    public string? View { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected abstract FormatRequest Request();

    protected override void BeginProcessing() => _formatter = new ObjectFormatter(
        Request() with
        {
            Properties = Property is { Length: > 0 } ? Array.ConvertAll(Property, p => new PropertySelector(p)) : null,
            ViewName = View,
            GroupBy = GroupBy is null ? null : new PropertySelector(GroupBy),
        },
        WriteObject);

    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is Internal.Format.FormatInfoData already)
        {
            WriteObject(already);
            return;
        }

        _formatter!.Add(InputObject);
    }

    protected override void EndProcessing() => _formatter!.End();
}

[Cmdlet("Format", "Table")]
internal sealed class FormatTableCommand : FormatObjectCommand
{
    [Parameter]
    public SwitchParameter AutoSize { get; set; }

    [Parameter]
    public SwitchParameter HideTableHeaders { get; set; }

    [Parameter]
    public SwitchParameter Wrap { get; set; }

    private protected override FormatRequest Request() => new(ViewKind.Table) { AutoSize = AutoSize, HideHeaders = HideTableHeaders, Wrap = Wrap };
}

[Cmdlet("Format", "List")]
internal sealed class FormatListCommand : FormatObjectCommand
{
    private protected override FormatRequest Request() => new(ViewKind.List);
}

[Cmdlet("Format", "Custom")]
internal sealed class FormatCustomCommand : FormatObjectCommand
{
    [Parameter]
    public int Depth { get; set; } = 5;

    private protected override FormatRequest Request() => new(ViewKind.Custom) { Depth = Depth };
}
