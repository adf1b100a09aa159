namespace System.Management.Automation;

public class MetadataException : RuntimeException
{
    public MetadataException(string? message)
        : base(message)
    {
    }

    internal MetadataException(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null)
        : base(errorId, category, target, message, inner)
    {
    }
}

public class ValidationMetadataException : MetadataException
{
    internal ValidationMetadataException(string errorId, string message)
        : base(errorId, ErrorCategory.MetadataError, null, message)
    {
    }
}

public class ArgumentTransformationMetadataException : MetadataException
{
    public ArgumentTransformationMetadataException(string? message)
        : base(message)
    {
    }
}

public class ParsingMetadataException : MetadataException
{
    internal ParsingMetadataException(string errorId, string message)
        : base(errorId, ErrorCategory.MetadataError, null, message)
    {
    }
}
