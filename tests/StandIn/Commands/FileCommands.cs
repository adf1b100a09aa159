using System.Management.Automation;
using System.Text;
using StandIn.Objects;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Get", "Content", DefaultParameterSetName = "Path")]
internal sealed class GetContentCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[]? Path { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    public SwitchParameter Raw { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path?.SelectMany(EngineSession.Location.Resolved) ?? LiteralPath!.Select(EngineSession.Location.Unresolved))
        {
            if (Raw)
            {
                WriteObject(File.ReadAllText(path));
            }
            else
            {
                WriteObject(File.ReadLines(path), enumerateCollection: true);
            }
        }
    }
}

[Cmdlet("Set", "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
internal sealed class SetContentCommand : PSCmdlet
{
    private readonly List<object?> _lines = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[]? Path { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Value { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    protected override void ProcessRecord() => _lines.AddRange(Value ?? []);

    protected override void EndProcessing()
    {
        foreach (var path in (Path ?? LiteralPath!).Select(EngineSession.Location.Unresolved))
        {
            if (ShouldProcess($"Path: {path}", "Set Content"))
            {
                var end = NoNewline ? string.Empty : Environment.NewLine;
                File.WriteAllText(path, string.Concat(_lines.Select(l => ObjectText.Of(l) + end)), new UTF8Encoding(false));
            }
        }
    }
}

[Cmdlet("Remove", "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
internal sealed class RemoveItemCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[]? Path { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var given in Path ?? LiteralPath!)
        {
            List<string> paths;
            try
            {
                paths = EngineSession.Location.Resolved(Path is null ? WildcardPattern.Escape(given) : given);
            }
            catch (ItemNotFoundException failure)
            {
                WriteError(new ErrorRecord(failure.ErrorRecord, failure));
                continue;
            }

            foreach (var path in paths.Where(p => ShouldProcess(p, Directory.Exists(p) ? "Remove Directory" : "Remove File")))
            {
                if (Directory.Exists(path))
                {
                    Directory.Delete(path, Recurse);
                }
                else
                {
                    File.Delete(path);
                }
            }
        }
    }
}

[Cmdlet("Join", "Path")]
internal sealed class JoinPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? ChildPath { get; set; }

    [Parameter(Position = 2, ValueFromRemainingArguments = true)]
    [AllowEmptyCollection]
    public string[] AdditionalChildPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            WriteObject(new[] { ChildPath ?? string.Empty }.Concat(AdditionalChildPath).Aggregate(path, Join));
        }
    }

    // A single separator, however many there are.
    private static string Join(string parent, string child) =>
        $"{parent.TrimEnd('/', '\\')}{System.IO.Path.DirectorySeparatorChar}{child.TrimStart('/', '\\')}".Replace(
            '\\', System.IO.Path.DirectorySeparatorChar);
}

[Cmdlet("Set", "Location")]
internal sealed class SetLocationCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string? Path { get; set; }

    protected override void ProcessRecord() => SessionState.Path.SetLocation(Path ?? "~");
}
