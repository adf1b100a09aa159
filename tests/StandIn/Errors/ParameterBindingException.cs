using System.Globalization;

namespace System.Management.Automation;

public class ParameterBindingException : RuntimeException
{
    private readonly string? _message;

    internal ParameterBindingException(StandIn.Binding.BindingFault fault)
        : base(fault.ErrorId, fault.Category, null, string.Empty, fault.Inner)
    {
        CommandInvocation = fault.Invocation;
        ParameterName = fault.ParameterName ?? string.Empty;
        ParameterType = fault.ParameterType;
        TypeSpecified = fault.TypeSpecified;
        // PowerShell's texts fix the positions of {0} to {7}.
        _message = string.Format(
            CultureInfo.CurrentCulture,
            fault.Format,
            [fault.Invocation?.MyCommand?.Name, ParameterName, ParameterType, TypeSpecified, 0, 0, .. fault.Arguments]);
        ErrorRecord.SetInvocationInfo(fault.Invocation);
    }

    public override string Message => _message ?? base.Message;

    public new string ErrorId => base.ErrorId;

    public InvocationInfo? CommandInvocation { get; }

    public string ParameterName { get; } = string.Empty;

    public Type? ParameterType { get; }

    public Type? TypeSpecified { get; }
}

/// <summary>A validation failed: in pipeline binding this ends the attempt instead of trying the next way.</summary>
internal sealed class ParameterBindingValidationException(StandIn.Binding.BindingFault fault) : ParameterBindingException(fault);

/// <summary>A transformation attribute failed; the reason decides whether the next way is tried.</summary>
internal sealed class ParameterBindingArgumentTransformationException(
    StandIn.Binding.BindingFault fault) : ParameterBindingException(fault);
