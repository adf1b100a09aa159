namespace System.Management.Automation;

public class MetadataException : RuntimeException
{
    public MetadataException()
    {
    }

    public MetadataException(string? message)
        : base(message)
    {
    }

    public MetadataException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal MetadataException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class ValidationMetadataException : MetadataException
{
    public ValidationMetadataException()
    {
    }

    public ValidationMetadataException(string? message)
        : base(message)
    {
    }

    public ValidationMetadataException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ValidationMetadataException(string errorId, string message, Exception? inner = null)
        : base(errorId, ErrorCategory.MetadataError, null, message, inner)
    {
    }
}

public class ArgumentTransformationMetadataException : MetadataException
{
    public ArgumentTransformationMetadataException()
    {
    }

    public ArgumentTransformationMetadataException(string? message)
        : base(message)
    {
    }

    public ArgumentTransformationMetadataException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ArgumentTransformationMetadataException(string errorId, string message, Exception? inner = null)
        : base(errorId, ErrorCategory.MetadataError, null, message, inner)
    {
    }
}

public class ParsingMetadataException : MetadataException
{
    public ParsingMetadataException()
    {
    }

    public ParsingMetadataException(string? message)
        : base(message)
    {
    }

    public ParsingMetadataException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ParsingMetadataException(string errorId, string message, Exception? inner = null)
        : base(errorId, ErrorCategory.MetadataError, null, message, inner)
    {
    }
}
