namespace System.Management.Automation.Internal;

public sealed class CommonParameters
{
    private readonly StandIn.Pipelines.Preferences _preferences;

    internal CommonParameters(StandIn.Pipelines.Preferences preferences) => _preferences = preferences;

    [Parameter]
    [Alias("vb")]
    public SwitchParameter Verbose
    {
        get => _preferences.VerboseGiven == true;
        set => _preferences.VerboseGiven = value;
    }

    [Parameter]
    [Alias("db")]
    public SwitchParameter Debug
    {
        get => _preferences.DebugGiven == true;
        set => _preferences.DebugGiven = value;
    }

    [Parameter]
    [Alias("ea")]
    public ActionPreference ErrorAction
    {
        get => _preferences.Error;
        set => _preferences.ErrorGiven = value;
    }

    [Parameter]
    [Alias("wa")]
    public ActionPreference WarningAction
    {
        get => _preferences.Warning;
        set => _preferences.WarningGiven = value;
    }

    [Parameter]
    [Alias("infa")]
    public ActionPreference InformationAction
    {
        get => _preferences.Information;
        set => _preferences.InformationGiven = value;
    }

    [Parameter]
    [Alias("proga")]
    public ActionPreference ProgressAction
    {
        get => _preferences.Progress;
        set => _preferences.ProgressGiven = value;
    }

    [Parameter]
    [Alias("ev")]
    public string? ErrorVariable
    {
        get => _preferences.ErrorVariable;
        set => _preferences.ErrorVariable = value;
    }

    [Parameter]
    [Alias("wv")]
    public string? WarningVariable
    {
        get => _preferences.WarningVariable;
        set => _preferences.WarningVariable = value;
    }

    [Parameter]
    [Alias("iv")]
    public string? InformationVariable
    {
        get => _preferences.InformationVariable;
        set => _preferences.InformationVariable = value;
    }

    [Parameter]
    [Alias("ov")]
    public string? OutVariable
    {
        get => _preferences.OutVariable;
        set => _preferences.OutVariable = value;
    }

    [Parameter]
    [Alias("ob")]
    [ValidateRange(0, int.MaxValue)]
    public int OutBuffer { get; set; }

    [Parameter]
    [Alias("pv")]
    public string? PipelineVariable
    {
        get => _preferences.PipelineVariable;
        set => _preferences.PipelineVariable = value;
    }
}

public sealed class ShouldProcessParameters
{
    private readonly StandIn.Pipelines.Preferences _preferences;

    internal ShouldProcessParameters(StandIn.Pipelines.Preferences preferences) => _preferences = preferences;

    [Parameter]
    [Alias("wi")]
    public SwitchParameter WhatIf
    {
        get => _preferences.WhatIf;
        set => _preferences.WhatIfGiven = value;
    }

    [Parameter]
    [Alias("cf")]
    public SwitchParameter Confirm
    {
        get => _preferences.ConfirmGiven == true;
        set => _preferences.ConfirmGiven = value;
    }
}
