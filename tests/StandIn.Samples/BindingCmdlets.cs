using System.Collections;
using System.Net;
using System.Security;

namespace StandIn.Samples;

/// <summary>Returns every parameter as it was bound.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SampleBinding")]
public sealed class TestSampleBindingCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    [Alias("Number", "N")]
    public int Count { get; set; }

    [Parameter(Position = 1)]
    public string? Text { get; set; }

    [Parameter]
    public SampleColour Colour { get; set; }

    [Parameter]
    public SampleParts Parts { get; set; }

    [Parameter]
    public IPAddress? Address { get; set; }

    [Parameter]
    public Uri? Link { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    [Parameter]
    public TimeSpan Span { get; set; }

    [Parameter]
    public Version? Release { get; set; }

    [Parameter]
    public DateTime When { get; set; }

    [Parameter]
    public string[]? Names { get; set; }

    [Parameter]
    public int[]? Numbers { get; set; }

    [Parameter]
    public Hashtable? Table { get; set; }

    [Parameter]
    public IDictionary? Pairs { get; set; }

    [Parameter]
    public bool Flag { get; set; }

    [Parameter]
    public bool? Maybe { get; set; }

    [Parameter]
    public int? Optional { get; set; }

    [Parameter]
    public SwitchParameter On { get; set; }

    [Parameter]
    public SecureString? Secret { get; set; }

    [Parameter]
    public PSCredential? Login { get; set; }

    [Parameter]
    public ScriptBlock? Block { get; set; }

    [Parameter]
    public SampleOptions? Options { get; set; }

    [Parameter]
    public SamplePath? Path { get; set; }

    [Parameter]
    public object? Anything { get; set; }

    [Parameter]
    public PSObject? Wrapped { get; set; }

    [Parameter]
    public object[]? Many { get; set; }

    [Parameter]
    public double Real { get; set; }

    [Parameter]
    public long Long { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var bound in MyInvocation.BoundParameters)
        {
            WriteObject(new SampleBound(bound.Key, bound.Value, bound.Value?.GetType().FullName));
        }
    }
}

/// <summary>Three parameter sets that identify an object, as most cmdlets have.</summary>
[Cmdlet(VerbsCommon.Get, "SampleSet", DefaultParameterSetName = "ByName")]
public sealed class GetSampleSetCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName", ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    [Parameter(Position = 1, ParameterSetName = "ByName", ValueFromPipelineByPropertyName = true)]
    public string? Group { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public string? ResourceId { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ByInput", ValueFromPipeline = true)]
    public SampleItem? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() =>
        WriteObject($"{ParameterSetName}: {Name ?? ResourceId ?? InputObject?.Name}{(Group is null ? null : "/" + Group)}");
}

/// <summary>Two sets and no default.</summary>
[Cmdlet(VerbsCommon.Get, "SampleEither")]
public sealed class GetSampleEitherCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ParameterSetName = "One", Position = 0)]
    public int Number { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Other", Position = 0)]
    public SampleColour Colour { get; set; }

    [Parameter(ParameterSetName = "One")]
    [Parameter(ParameterSetName = "Other", Mandatory = true)]
    public string? Reason { get; set; }

    protected override void ProcessRecord() => WriteObject(ParameterSetName);
}

/// <summary>The binding of pipeline objects and their properties.</summary>
[Cmdlet(VerbsData.Update, "SamplePipe")]
public sealed class UpdateSamplePipeCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Title")]
    public string? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int Count { get; set; } = -1;

    [Parameter]
    public string? Fixed { get; set; }

    protected override void ProcessRecord() => WriteObject($"{Name}={Count}{Fixed}");
}

/// <summary>By value: text or an item.</summary>
[Cmdlet(VerbsData.Merge, "SampleValue")]
public sealed class MergeSampleValueCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Item")]
    public SampleItem? Item { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Number")]
    public int Number { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SampleColour Colour { get; set; }

    protected override void ProcessRecord() =>
        WriteObject($"{ParameterSetName}:{Item?.Name}{(ParameterSetName == "Number" ? Number : null)}:{Colour}");
}

/// <summary>The remaining arguments.</summary>
[Cmdlet(VerbsCommon.Join, "SampleRest")]
public sealed class JoinSampleRestCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public string? First { get; set; }

    [Parameter(ValueFromRemainingArguments = true)]
    public string[]? Rest { get; set; }

    protected override void ProcessRecord() => WriteObject($"{First}|{string.Join(',', Rest ?? [])}");
}

/// <summary>Nothing can be null or empty.</summary>
[Cmdlet(VerbsLifecycle.Assert, "SampleGiven")]
public sealed class AssertSampleGivenCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string? Name { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Tags { get; set; }

    [Parameter]
    [ValidateNotNull]
    public object? Thing { get; set; }

    protected override void ProcessRecord() => WriteObject(Name);
}

/// <summary>Mandatory, but null or empty is allowed.</summary>
[Cmdlet(VerbsLifecycle.Approve, "SampleEmpty")]
public sealed class ApproveSampleEmptyCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? Name { get; set; }

    [Parameter(Mandatory = true)]
    [AllowEmptyCollection]
    public string[]? Tags { get; set; }

    protected override void ProcessRecord() => WriteObject($"[{Name}] {Tags?.Length}");
}

/// <summary>One parameter for each validation attribute.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "SampleCheck")]
public sealed class ConfirmSampleCheckCommand : PSCmdlet
{
    [Parameter]
    [ValidateSet("Alpha", "Beta")]
    public string? Word { get; set; }

    [Parameter]
    [ValidateRange(4, 120)]
    public int Minutes { get; set; }

    [Parameter]
    [ValidateLength(2, 5)]
    public string? Short { get; set; }

    [Parameter]
    [ValidateCount(1, 2)]
    public string[]? Pair { get; set; }

    [Parameter]
    [ValidatePattern("^[a-z]+$")]
    public string? Lower { get; set; }

    [Parameter]
    [SampleTransform]
    public int Times { get; set; }

    [Parameter]
    [ValidateRange(0.5, 1.5)]
    public double Factor { get; set; }

    protected override void ProcessRecord() => WriteObject(MyInvocation.BoundParameters.Values.Single());
}

/// <summary>'twice' is 2; 'never' is an error.</summary>
public sealed class SampleTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            "twice" => 2,
            "never" => throw new ArgumentTransformationMetadataException("Never is no number."),
            _ => inputData,
        };
}
