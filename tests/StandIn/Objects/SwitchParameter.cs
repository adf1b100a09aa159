using System.Globalization;

namespace System.Management.Automation;

public readonly struct SwitchParameter
{
    private readonly bool _isPresent;

    public SwitchParameter(bool isPresent) => _isPresent = isPresent;

    public static SwitchParameter Present => new(true);

    public bool IsPresent => _isPresent;

    public static implicit operator bool(SwitchParameter switchParameter) => switchParameter._isPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);

    public override string ToString() => _isPresent.ToString(CultureInfo.InvariantCulture);
}
