using System.Management.Automation;
using StandIn.Script;

namespace Microsoft.PowerShell.Commands;

[Cmdlet("Where", "Object", DefaultParameterSetName = "EqualSet")]
internal sealed class WhereObjectCommand : PSCmdlet
{
    private string _operator = string.Empty;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ScriptBlockSet")]
    public ScriptBlock? FilterScript { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "EqualSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "LikeSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ContainsSet")]
    public string? Property { get; set; }

    [Parameter(Position = 1, ParameterSetName = "EqualSet")]
    [Parameter(Position = 1, ParameterSetName = "LikeSet")]
    [Parameter(Position = 1, ParameterSetName = "ContainsSet")]
    public object? Value { get; set; } = true;

    [Parameter(ParameterSetName = "EqualSet")]
    public SwitchParameter EQ
    {
        get => Uses("-eq");
        set => Use("-eq", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "LikeSet")]
    public SwitchParameter Like
    {
        get => Uses("-like");
        set => Use("-like", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "ContainsSet")]
    public SwitchParameter Contains
    {
        get => Uses("-contains");
        set => Use("-contains", value);
    }

    protected override void ProcessRecord()
    {
        object? input = InputObject;
        if (FilterScript is not null)
        {
            if (LanguagePrimitives.IsTrue(FilterScript.InvokeWithUnderscore(input)))
            {
                WriteObject(input);
            }

            return;
        }

        var actual = MemberAccess.Get(input, Property!);
        var kept = _operator.Length == 0 && !MyInvocation.BoundParameters.ContainsKey(nameof(Value))
            ? LanguagePrimitives.IsTrue(actual)
            : LanguagePrimitives.IsTrue(Test(actual));
        if (kept)
        {
            WriteObject(input);
        }
    }

    private object? Test(object? actual)
    {
        var op = _operator.Length == 0 ? "-eq" : _operator;
        return Operators.Binary(op, actual, Value);
    }

    private SwitchParameter Uses(string op) => _operator == op;

    private void Use(string op, SwitchParameter given)
    {
        if (given)
        {
            _operator = op;
        }
    }
}
