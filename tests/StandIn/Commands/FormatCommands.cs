using System.Management.Automation;
using StandIn.Commands;
using StandIn.Formatting;

namespace Microsoft.PowerShell.Commands;

/// <summary>What all Format commands share.</summary>
internal abstract class FormatCommand : PSCmdlet
{
    private Formatter? _formatter;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public object? GroupBy { get; set; }

    [Parameter]
    public string? View { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected abstract FormatOptions Options { get; }

    protected static IReadOnlyList<PropertySelector> Selectors(object[]? properties) => [.. (properties ?? []).Select(p => new PropertySelector(p))];

    protected bool? Given(string name, SwitchParameter value) => MyInvocation.BoundParameters.ContainsKey(name) ? value.IsPresent : null;

    protected PropertySelector? Grouping => GroupBy is null ? null : new PropertySelector(GroupBy);

    protected override void BeginProcessing() => _formatter = new Formatter(EngineSession, Options, WriteObject);

    protected override void ProcessRecord() => _formatter!.Add(InputObject);

    protected override void EndProcessing() => _formatter!.End();
}

[Cmdlet("Format", "Table")]
internal sealed class FormatTableCommand : FormatCommand
{
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public string[]? ExcludeProperty { get; set; }

    [Parameter]
    public SwitchParameter AutoSize { get; set; }

    [Parameter]
    public SwitchParameter HideTableHeaders { get; set; }

    [Parameter]
    public SwitchParameter Wrap { get; set; }

    protected override FormatOptions Options => new()
    {
        Shape = Shape.Table,
        Properties = Selectors(Property ?? (ExcludeProperty is null ? null : ["*"])),
        Excluded = [.. (ExcludeProperty ?? []).Select(e => new WildcardPattern(e, WildcardOptions.IgnoreCase))],
        GroupBy = Grouping,
        ViewName = View,
        AutoSize = Given(nameof(AutoSize), AutoSize),
        HideHeaders = Given(nameof(HideTableHeaders), HideTableHeaders),
        Wrap = Given(nameof(Wrap), Wrap),
        Force = Force,
    };
}

[Cmdlet("Format", "List")]
internal sealed class FormatListCommand : FormatCommand
{
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public string[]? ExcludeProperty { get; set; }

    protected override FormatOptions Options => new()
    {
        Shape = Shape.List,
        Properties = Selectors(Property ?? (ExcludeProperty is null ? null : ["*"])),
        Excluded = [.. (ExcludeProperty ?? []).Select(e => new WildcardPattern(e, WildcardOptions.IgnoreCase))],
        GroupBy = Grouping,
        ViewName = View,
        Force = Force,
    };
}
