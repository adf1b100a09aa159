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
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NESet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "GTSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "GESet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "LTSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "LESet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "LikeSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotLikeSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "MatchSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotMatchSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ContainsSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotContainsSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "InSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotInSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "IsSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "IsNotSet")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "NotSet")]
    public string? Property { get; set; }

    [Parameter(Position = 1, ParameterSetName = "EqualSet")]
    [Parameter(Position = 1, ParameterSetName = "NESet")]
    [Parameter(Position = 1, ParameterSetName = "GTSet")]
    [Parameter(Position = 1, ParameterSetName = "GESet")]
    [Parameter(Position = 1, ParameterSetName = "LTSet")]
    [Parameter(Position = 1, ParameterSetName = "LESet")]
    [Parameter(Position = 1, ParameterSetName = "LikeSet")]
    [Parameter(Position = 1, ParameterSetName = "NotLikeSet")]
    [Parameter(Position = 1, ParameterSetName = "MatchSet")]
    [Parameter(Position = 1, ParameterSetName = "NotMatchSet")]
    [Parameter(Position = 1, ParameterSetName = "ContainsSet")]
    [Parameter(Position = 1, ParameterSetName = "NotContainsSet")]
    [Parameter(Position = 1, ParameterSetName = "InSet")]
    [Parameter(Position = 1, ParameterSetName = "NotInSet")]
    [Parameter(Position = 1, ParameterSetName = "IsSet")]
    [Parameter(Position = 1, ParameterSetName = "IsNotSet")]
    public object? Value { get; set; } = true;

    [Parameter(ParameterSetName = "EqualSet")]
    public SwitchParameter EQ
    {
        get => Uses("-eq");
        set => Use("-eq", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "NESet")]
    public SwitchParameter NE
    {
        get => Uses("-ne");
        set => Use("-ne", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "GTSet")]
    public SwitchParameter GT
    {
        get => Uses("-gt");
        set => Use("-gt", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "GESet")]
    public SwitchParameter GE
    {
        get => Uses("-ge");
        set => Use("-ge", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "LTSet")]
    public SwitchParameter LT
    {
        get => Uses("-lt");
        set => Use("-lt", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "LESet")]
    public SwitchParameter LE
    {
        get => Uses("-le");
        set => Use("-le", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "LikeSet")]
    public SwitchParameter Like
    {
        get => Uses("-like");
        set => Use("-like", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "NotLikeSet")]
    public SwitchParameter NotLike
    {
        get => Uses("-notlike");
        set => Use("-notlike", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "MatchSet")]
    public SwitchParameter Match
    {
        get => Uses("-match");
        set => Use("-match", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "NotMatchSet")]
    public SwitchParameter NotMatch
    {
        get => Uses("-notmatch");
        set => Use("-notmatch", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "ContainsSet")]
    public SwitchParameter Contains
    {
        get => Uses("-contains");
        set => Use("-contains", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "NotContainsSet")]
    public SwitchParameter NotContains
    {
        get => Uses("-notcontains");
        set => Use("-notcontains", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "InSet")]
    public SwitchParameter In
    {
        get => Uses("-in");
        set => Use("-in", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "NotInSet")]
    public SwitchParameter NotIn
    {
        get => Uses("-notin");
        set => Use("-notin", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "IsSet")]
    public SwitchParameter Is
    {
        get => Uses("-is");
        set => Use("-is", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "IsNotSet")]
    public SwitchParameter IsNot
    {
        get => Uses("-isnot");
        set => Use("-isnot", value);
    }

    [Parameter(Mandatory = true, ParameterSetName = "NotSet")]
    public SwitchParameter Not
    {
        get => Uses("-not");
        set => Use("-not", value);
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

        object? actual = MemberAccess.Get(input, Property!);
        bool kept = _operator.Length == 0 && !MyInvocation.BoundParameters.ContainsKey(nameof(Value))
            ? LanguagePrimitives.IsTrue(actual)
            : LanguagePrimitives.IsTrue(Test(actual));
        if (kept)
        {
            WriteObject(input);
        }
    }

    private object? Test(object? actual)
    {
        string op = _operator.Length == 0 ? "-eq" : _operator;
        return op switch
        {
            "-match" or "-notmatch" => Operators.Match(EngineSession, op, actual, Value),
            "-not" => !LanguagePrimitives.IsTrue(actual),
            _ => Operators.Binary(op, actual, Value),
        };
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
